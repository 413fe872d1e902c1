package dev.modelgate.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One program run from an argument list, in a session of its own, so that everything it started can
 * be killed with it.
 *
 * @param arguments the program and its arguments; no shell reads them
 * @param environment all of the environment; nothing is inherited
 * @param folder where it runs
 * @param deadline when it is killed
 */
record Call(
    List<String> arguments, Map<String, String> environment, Path folder, Deadline deadline) {

  private static final int KEPT_ERROR_BYTES = 16 * 1024;

  /** What our side says to the program and makes of what it answers; must read to the end. */
  interface Conversation<T> {
    T with(InputStream fromProgram, OutputStream toProgram) throws IOException;
  }

  /**
   * How a program ended.
   *
   * @param exit its exit status
   * @param value what the conversation made of its output
   * @param errors the end of what it wrote to standard error
   */
  record Ended<T>(int exit, T value, String errors) {}

  <T> Ended<T> run(Conversation<T> conversation) {
    Process process = start();
    CompletableFuture<String> errors = new CompletableFuture<>();
    inBackground(errors, () -> tailOf(process.getErrorStream()));
    CompletableFuture<T> value = new CompletableFuture<>();
    Thread conversing =
        inBackground(
            value,
            () -> {
              try (InputStream out = process.getInputStream()) {
                return conversation.with(out, process.getOutputStream());
              } finally {
                closeQuietly(process.getOutputStream());
              }
            });
    boolean ended = false;
    try {
      T result = value.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      String said = errors.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
      ended = true;
      return new Ended<>(process.exitValue(), result, said);
    } catch (TimeoutException e) {
      throw new GitException(GitException.Kind.TIMED_OUT, expected("end in time, but it did not"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException(
          GitException.Kind.TIMED_OUT, expected("end, but we were told to stop"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      if (e.getCause() instanceof Error ours) {
        throw ours;
      }
      throw new GitException(
          GitException.Kind.FAILED, expected("be understood, but " + e.getCause()), e);
    } finally {
      if (!ended) {
        new Group(process.pid()).kill(process);
        // It may wait for another program that it has called.
        conversing.interrupt();
      }
    }
  }

  private Process start() {
    List<String> line = new ArrayList<>();
    // The shell only sets the mask of new files; setsid replaces it and makes the group to kill.
    line.addAll(List.of("/bin/sh", "-c", "umask 022; exec setsid \"$@\"", "sh"));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GitException(GitException.Kind.FAILED, expected("start, but " + e.getMessage()), e);
    }
  }

  private String expected(String what) {
    return "Expected " + Quoted.inOneLine(String.join(" ", arguments)) + " to " + what;
  }

  private static String tailOf(InputStream stream) throws IOException {
    byte[] tail = new byte[0];
    byte[] buffer = new byte[KEPT_ERROR_BYTES];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      byte[] longer = new byte[Math.min(KEPT_ERROR_BYTES, tail.length + count)];
      int kept = longer.length - count;
      System.arraycopy(tail, tail.length - kept, longer, 0, kept);
      System.arraycopy(buffer, 0, longer, kept, count);
      tail = longer;
    }
    return new String(tail, StandardCharsets.UTF_8);
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // The program ended without reading everything; its exit status and its words say why.
      return;
    }
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  private static <T> Thread inBackground(CompletableFuture<T> result, Work<T> work) {
    return Thread.startVirtualThread(
        () -> {
          try {
            result.complete(work.done());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
  }
}
