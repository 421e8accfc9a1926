package io.syncline.diff.wrong;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs checks on faulty engines. The faulty class is compiled in memory; a class loader of its own
 * then defines all of our classes anew, the checks included, so that they see the faulty one.
 */
final class Mutants {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-nowarn", "-Xlint:none", "-cp", System.getProperty("java.class.path"));

  private Mutants() {}

  /**
   * Runs the mutant's check on the faulty engine.
   *
   * @throws Throwable what the check threw: it caught the fault
   */
  static void run(Mutant mutant) throws Throwable {
    run(mutant.check(), compile(mutant.faulty().getName(), mutant.source()));
  }

  /** Runs a check on the engine as it is, in the same way. */
  static void run(Class<? extends Runnable> check) throws Throwable {
    run(check, Map.of());
  }

  private static void run(Class<? extends Runnable> check, Map<String, byte[]> faulty)
      throws Throwable {
    Class<?> inside = new Loader(faulty).loadClass(check.getName());
    ((Runnable) inside.getConstructor().newInstance()).run();
  }

  private static Map<String, byte[]> compile(String name, String source) throws IOException {
    StringWriter errors = new StringWriter();
    try (Memory memory = new Memory()) {
      boolean done =
          COMPILER
              .getTask(errors, memory, null, OPTIONS, null, List.of(new Source(name, source)))
              .call();
      if (!done) {
        throw new IllegalStateException("must compile: " + name + "\n" + errors);
      }
      return memory.classes();
    }
  }

  /** Defines our classes from the class path, but for the faulty ones. */
  private static final class Loader extends ClassLoader {

    private static final String OURS = "io.syncline.";

    private final Map<String, byte[]> faulty;

    Loader(Map<String, byte[]> faulty) {
      super(Mutants.class.getClassLoader());
      this.faulty = faulty;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (var stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (stream == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = faulty.containsKey(name) ? faulty.get(name) : stream.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Memory() {
      super(COMPILER.getStandardFileManager(null, null, null));
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(className, bytes);
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
