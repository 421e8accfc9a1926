/**
 * Hands each test a fresh database on a real server: in a container where a Docker engine answers,
 * else embedded, else one that the caller names.
 */
@NullMarked
package io.syncline.testkit.database;

import org.jspecify.annotations.NullMarked;
