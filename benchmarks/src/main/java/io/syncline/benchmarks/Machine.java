package io.syncline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the figures were taken on, and what they took of it. */
public final class Machine {

  private static final long MIB = 1L << 20;

  private Machine() {}

  /** As {@link #describe()}, with the database. */
  public static String describe(String database) {
    return describe() + ", " + database;
  }

  /** Cores, memory, operating system and JDK, on one line. */
  public static String describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getAvailableProcessors()
        + " cores, "
        + Math.round((double) system.getTotalMemorySize() / (MIB << 10))
        + " GiB of memory, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", JDK "
        + Runtime.version();
  }

  public static void forgetPeak() {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /**
   * The most heap in use since {@link #forgetPeak}, garbage that was not yet collected included.
   */
  public static String peakHeap() {
    return peakHeapMib() + " MiB of at most " + Runtime.getRuntime().maxMemory() / MIB + " MiB";
  }

  /** The same as a number. */
  public static long peakHeapMib() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB;
  }

  /** The most memory of this process that lay in RAM, as Linux tells; "unknown" elsewhere. */
  public static String peakResident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / MIB + " MiB")
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What is still in use after a collection. */
  public static String keptHeap() {
    System.gc();
    long kept = heap().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    return kept / MIB + " MiB";
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
