/**
 * A real Kafka, a real PostgreSQL and an S3 endpoint, each keeping its data below a folder.
 *
 * <p>In: a folder. Out: addresses and the secrets to use them. Whatever is killed, the next start
 * on the same folder finds the same data at the same addresses. Knows nothing of what is stored in
 * the parts or of who uses them.
 */
@NullMarked
package dev.modelgate.embedded;

import org.jspecify.annotations.NullMarked;
