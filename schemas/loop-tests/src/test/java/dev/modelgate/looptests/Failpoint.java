package dev.modelgate.looptests;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process, as a kill would, at the n-th call of PostgreSQL after the first event was
 * taken: just before the call, or just after it was answered. Every moment of the loop, the relay
 * and the tasks lies between two such calls.
 */
@Singleton
// Below the wrapper of Micronaut Data, which is unwrapped only where it is outermost.
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(property = "tiny.halt-at")
final class Failpoint implements BeanCreatedEventListener<DataSource> {

  private static final Set<String> CALLS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

  private final int haltAt;
  private final boolean after;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean counting;

  Failpoint(@Value("${tiny.halt-at}") int haltAt, @Value("${tiny.halt-after}") boolean after) {
    this.haltAt = haltAt;
    this.after = after;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return wrap(DataSource.class, event.getBean());
  }

  private <T> T wrap(Class<T> type, Object target) {
    InvocationHandler handler = (proxy, method, arguments) -> call(target, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("prepareStatement")
        && arguments != null
        && arguments[0] instanceof String sql
        && sql.startsWith("insert into inbox")) {
      counting = true;
    }
    boolean last =
        counting && CALLS.contains(method.getName()) && calls.incrementAndGet() == haltAt;
    if (last && !after) {
      Runtime.getRuntime().halt(137);
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (last) {
      Runtime.getRuntime().halt(137);
    }
    return switch (result) {
      case Connection connection -> wrap(Connection.class, connection);
      case PreparedStatement statement -> wrap(PreparedStatement.class, statement);
      case null, default -> result;
    };
  }
}
