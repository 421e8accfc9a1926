package io.syncline.testkit.contract;

import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A store in memory that does one thing wrong. */
abstract class WrongStore implements StateStore {

  final StateStore right = StateStore.inMemory();

  @Override
  public StoreView view() {
    return right.view();
  }

  @Override
  public StoreTransaction begin() {
    return right.begin();
  }

  @Override
  public void close() {
    right.close();
  }

  /** What the right one answers, or something else. */
  interface Call {
    Object call(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  static StoreView viewBy(Call call) {
    return by(StoreView.class, call);
  }

  static StoreTransaction transactionBy(Call call) {
    return by(StoreTransaction.class, call);
  }

  private static <T> T by(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return call.call(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
