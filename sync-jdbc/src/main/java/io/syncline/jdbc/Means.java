package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import java.util.List;

/**
 * The means by which one dataset is kept in agreement.
 *
 * @param needs what the account must be allowed for it
 */
record Means(Capture capture, Writing writing, List<Need> needs) {

  Means {
    needs = List.copyOf(needs);
  }
}
