/**
 * Who sent a delivery.
 *
 * <p>In: the raw bytes of a delivery, the signature beside them and the secret of the hook that was
 * called. Out: yes or no. It does not know what the bytes mean, and nothing looks at them before it
 * said yes.
 */
@NullMarked
package dev.modelgate.ingest.webhook;

import org.jspecify.annotations.NullMarked;
