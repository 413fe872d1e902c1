/**
 * The server in one process.
 *
 * <p>In: a data folder and a port. Out: Kafka, PostgreSQL, S3, the four services, their one address
 * in front and a runner, all started or none. It does not know what any of them does.
 */
@NullMarked
package dev.modelgate.standalone.server;

import org.jspecify.annotations.NullMarked;
