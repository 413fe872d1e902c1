package dev.modelgate.runner.execute;

import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.Programs;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a job from outside: first by asking its process group, then without asking. What left the
 * group is found by the slot's user or by the marker in its environment, when the supervisor sees
 * that the job is over.
 */
public final class Killer {

  private final Supervisor supervisor;

  public Killer(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Asks all processes of the group to end. */
  public void ask() {
    signal("TERM");
  }

  /** Ends all processes of the group, and what of the job can be found outside of it. */
  public void force() {
    signal("KILL");
    sweep();
  }

  /**
   * Ends what is left of a job whose supervisor is gone. A slot's user runs nothing but the slot's
   * job; without such a user, the marker in the environment tells what belongs to the job.
   */
  public void sweep() {
    supervisor
        .job()
        .filter(supervisor.processes()::isAlive)
        .ifPresent(job -> kill("KILL", "-" + job.number()));
    if (supervisor.account() instanceof JobAccount.SlotUser user) {
      List<String> command = new ArrayList<>(user.switchTo());
      command.addAll(List.of("/bin/sh", "-c", "kill -s KILL -- -1"));
      Programs.call(command);
    }
    supervisor
        .processes()
        .withVariable(JobEnvironment.MARKER, supervisor.attempt().key().attemptId())
        .forEach(process -> kill("KILL", Long.toString(process)));
  }

  /** Ends a supervisor that does not end although its job must have. */
  public void forceSupervisor() {
    supervisor
        .process()
        .filter(supervisor.processes()::isAlive)
        .ifPresent(process -> kill("KILL", "-" + process.number()));
  }

  /**
   * Nothing is signalled once the supervisor is gone, for then numbers may be used again. The
   * group's first process may have ended before the others; while one of them lives, the number
   * stays theirs.
   */
  private void signal(String name) {
    supervisor
        .job()
        .filter(job -> supervisor.isAlive() && supervisor.exit().isEmpty())
        .ifPresent(job -> kill(name, "-" + job.number()));
  }

  private static void kill(String name, String target) {
    Programs.call(List.of("/bin/sh", "-c", "kill -s " + name + " -- \"$1\"", "sh", target));
  }
}
