/**
 * Faults between a client and a server: takes in what either sends over TCP, hands it on, and on
 * demand breaks, holds up or spoils it. Knows no protocol.
 */
@NullMarked
package io.syncline.testkit.wire;

import org.jspecify.annotations.NullMarked;
