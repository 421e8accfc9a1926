package io.syncline.spi;

import java.util.Map;

/**
 * Options of one dataset as the front door of an adapter offers them in code, such as {@code
 * polling("updated_at")}: what goes into {@link DatasetSpec#options()}.
 */
@FunctionalInterface
public interface DatasetOptions {

  Map<String, String> options();
}
