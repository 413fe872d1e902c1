package dev.modelgate.testkit;

/** Where the parts of the tests come from; each is started when it is first asked for. */
sealed interface PartsSource extends AutoCloseable permits EmbeddedSource, ContainerSource {

  /** What a person who reads the tests' output is told. */
  String name();

  TestKafka kafka();

  TestPostgres postgres();

  TestS3 s3();
}
