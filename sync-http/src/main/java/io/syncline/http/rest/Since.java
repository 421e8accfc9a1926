package io.syncline.http.rest;

import io.syncline.http.manifest.Paging;

/** What is listed: everything, or what changed since a position that the service gave out. */
sealed interface Since {
  record Beginning() implements Since {}

  /** A path with its query, in the place of the call's own. */
  record Link(String path) implements Since {}

  /** A token, in every call; a page's token goes before it where both go to one place. */
  record Token(Paging.Slot to, String text) implements Since {}
}
