@NullMarked
package dev.modelgate.ingest.webhook;

import org.jspecify.annotations.NullMarked;
