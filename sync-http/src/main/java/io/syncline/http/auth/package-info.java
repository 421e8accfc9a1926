/**
 * Takes what a manifest says of credentials and hands on calls that show who makes them; and tells
 * requests that the service made from all others. Secrets and tokens leave it within calls only.
 */
@NullMarked
package io.syncline.http.auth;

import org.jspecify.annotations.NullMarked;
