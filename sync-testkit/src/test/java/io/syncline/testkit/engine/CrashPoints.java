package io.syncline.testkit.engine;

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
import java.util.function.Predicate;

/** Counts the points where a process can end, and ends it at one of them. */
final class CrashPoints implements CallWatch {

  private Predicate<Integer> fatal = point -> false;
  private Runnable meanwhile = () -> {};
  private int passed;

  /** From now on the points are counted anew, and the process ends at those that are fatal. */
  void reset(Predicate<Integer> isFatal) {
    passed = 0;
    fatal = isFatal;
  }

  /** What users do while the process is at a point. */
  void meanwhile(Runnable others) {
    meanwhile = others;
  }

  int passed() {
    return passed;
  }

  private void pass(String what) {
    passed++;
    meanwhile.run();
    if (fatal.test(passed)) {
      throw new Crash("point " + passed + ": " + what);
    }
  }

  @Override
  public void before(Call call) {
    pass("before " + call);
  }

  @Override
  public void after(Call call) {
    pass("after " + call);
  }

  /** A store whose commits are such points, before they are done and after. */
  StateStore watched(StateStore store) {
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
                pass("before commit");
              }
              Object answer = invoke(transaction, method, arguments);
              if (commit) {
                pass("after commit");
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
