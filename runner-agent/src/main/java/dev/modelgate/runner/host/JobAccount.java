package dev.modelgate.runner.host;

import java.util.List;

/** Who a job runs as. */
public sealed interface JobAccount {

  /** Whoever runs the agent: a job then reaches all that the agent reaches. */
  record SameUser() implements JobAccount {}

  /**
   * A user of the slot's own, who owns the slot's checkouts and nothing else.
   *
   * @param uid user and group id
   */
  record SlotUser(int uid) implements JobAccount {

    public SlotUser {
      if (uid <= 0) {
        throw new IllegalArgumentException("Expected a job's user not to be root, but got " + uid);
      }
    }
  }

  /**
   * The start of a command that goes on as this account: without other groups, without a way back
   * by setuid programs.
   */
  default List<String> switchTo() {
    return switch (this) {
      case SameUser() -> List.of();
      case SlotUser(int uid) ->
          List.of(
              "setpriv",
              "--reuid=" + uid,
              "--regid=" + uid,
              "--clear-groups",
              "--no-new-privs",
              "--");
    };
  }

  /** The user id as text, or a hyphen where jobs run as the agent does. */
  default String label() {
    return switch (this) {
      case SameUser() -> "-";
      case SlotUser(int uid) -> Integer.toString(uid);
    };
  }
}
