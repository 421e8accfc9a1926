/**
 * Takes envelope templates and values and hands on SOAP calls, 1.1 and 1.2; and takes answers and
 * hands on what is in their bodies, faults of both versions in one form.
 */
@NullMarked
package io.syncline.http.soap;

import org.jspecify.annotations.NullMarked;
