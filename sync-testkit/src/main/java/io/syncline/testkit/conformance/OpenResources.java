package io.syncline.testkit.conformance;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What this process holds now.
 *
 * @param files open files and sockets; empty where the system does not tell
 */
record OpenResources(int threads, Optional<Long> files) {

  static OpenResources now() {
    return new OpenResources(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? Optional.of(unix.getOpenFileDescriptorCount())
            : Optional.empty());
  }

  /** Whether it is at most this much more than {@code before}, of each. */
  boolean within(OpenResources before, int more) {
    return threads <= before.threads + more && files.orElse(0L) <= before.files.orElse(0L) + more;
  }
}
