/**
 * Where large things lie: logs, series and artifacts of attempts, in S3.
 *
 * <p>In: keys and ranges. Out: bytes and listings. Knows nothing of what the objects mean; what
 * they are called was chosen by strangers.
 */
@NullMarked
package dev.modelgate.reporter.bucket;

import org.jspecify.annotations.NullMarked;
