@NullMarked
package dev.modelgate.ingest.store;

import org.jspecify.annotations.NullMarked;
