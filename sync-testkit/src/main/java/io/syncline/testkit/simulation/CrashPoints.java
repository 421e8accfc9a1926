package io.syncline.testkit.simulation;

import io.syncline.store.Claim;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Counts the points where a process can end, and ends it at one of them: before and after each call
 * to a system, and before and after each commit. One process, one thread.
 */
public final class CrashPoints implements CallWatch {

  private IntPredicate fatal = point -> false;
  private IntConsumer meanwhile = point -> {};
  private int passed;

  /** From now on the points are counted anew, and the process ends at those that are fatal. */
  public void reset(IntPredicate isFatal) {
    passed = 0;
    fatal = isFatal;
  }

  /** What others do while the process is at a point, before it ends there if it does. */
  public void meanwhile(IntConsumer others) {
    meanwhile = others;
  }

  /** No process ends any more, and nobody does anything meanwhile. */
  public void none() {
    reset(point -> false);
    meanwhile(point -> {});
  }

  /** How many points were passed since they are counted. */
  public int passed() {
    return passed;
  }

  private void pass(String when, Object what) {
    passed++;
    meanwhile.accept(passed);
    if (fatal.test(passed)) {
      throw new Crash("point " + passed + ": " + when + " " + what);
    }
  }

  @Override
  public void before(Call call) {
    pass("before", call);
  }

  @Override
  public void after(Call call) {
    pass("after", call);
  }

  /** A store whose commits are such points, before they are done and after. */
  public StateStore watched(StateStore store) {
    return new StateStore() {
      @Override
      public boolean isShared() {
        return store.isShared();
      }

      @Override
      public Claim claim(String holder, Duration lasting) {
        return store.claim(holder, lasting);
      }

      @Override
      public StoreView view() {
        return store.view();
      }

      @Override
      public StoreTransaction begin() {
        return watched(store.begin());
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }

  private StoreTransaction watched(StoreTransaction transaction) {
    return (StoreTransaction)
        Proxy.newProxyInstance(
            StoreTransaction.class.getClassLoader(),
            new Class<?>[] {StoreTransaction.class},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().equals("commit");
              if (commit) {
                pass("before", "commit");
              }
              Object answer = invoke(transaction, method, arguments);
              if (commit) {
                pass("after", "commit");
              }
              return answer;
            });
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
