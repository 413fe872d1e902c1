package dev.modelgate.stream.loop;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this process within its group, where none is configured: that of its host. */
final class InstanceName {

  private InstanceName() {}

  static String ofHost() {
    String name = System.getenv().getOrDefault("HOSTNAME", "");
    if (name.isBlank()) {
      try {
        name = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        name = "host";
      }
    }
    return name.replaceAll("[^a-zA-Z0-9._-]", "-");
  }
}
