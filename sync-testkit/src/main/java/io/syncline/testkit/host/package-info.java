/**
 * Tests of a host's own hub, without servers. Takes in the declaration of a hub, runs it over
 * simulated systems and a simulated clock, and hands on what a test asserts: whether the systems
 * agree, judged by what they show, and if not, why.
 */
@NullMarked
package io.syncline.testkit.host;

import org.jspecify.annotations.NullMarked;
