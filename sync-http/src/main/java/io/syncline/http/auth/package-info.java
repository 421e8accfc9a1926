/**
 * Takes what a manifest says of credentials and hands on calls that show who makes them. Secrets
 * and tokens leave it within calls only.
 */
@NullMarked
package io.syncline.http.auth;

import org.jspecify.annotations.NullMarked;
