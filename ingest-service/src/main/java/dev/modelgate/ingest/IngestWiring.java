package dev.modelgate.ingest;

import dev.modelgate.ingest.append.DurableAppend;
import dev.modelgate.ingest.append.GroupCommit;
import dev.modelgate.ingest.body.BodyReader;
import dev.modelgate.ingest.body.RequestDeadline;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.stream.Subscriptions;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** The parts of the service that are not found by their own annotations. */
@Factory
final class IngestWiring {

  /** Ingest is the way in: it reads no topic and has no tasks yet. */
  @Singleton
  Subscriptions subscriptions() {
    return Subscriptions.builder().build();
  }

  @Singleton
  BodyReader bodyReader() {
    return new BodyReader();
  }

  @Singleton
  RequestDeadline requestDeadline(IngestConfig config) {
    return new RequestDeadline(config.readWithin());
  }

  @Singleton
  DurableAppend durableAppend(GroupCommit commits, IngestConfig config) {
    return new DurableAppend(
        commits, config.postgresWait(), config.answerWithin(), System::nanoTime);
  }

  @Singleton
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  /** Tokens are signed with a key that every service derives from the cluster's. */
  @Singleton
  SignatureConfiguration tokenSignature(ClusterKey clusterKey) {
    SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("modelgate");
    configuration.setBase64(true);
    configuration.setSecret(Base64.getEncoder().encodeToString(clusterKey.derive("modelgate/jwt")));
    return new SecretSignature(configuration);
  }
}
