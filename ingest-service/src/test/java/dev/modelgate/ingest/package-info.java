@NullMarked
package dev.modelgate.ingest;

import org.jspecify.annotations.NullMarked;
