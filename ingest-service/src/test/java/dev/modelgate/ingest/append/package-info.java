@NullMarked
package dev.modelgate.ingest.append;

import org.jspecify.annotations.NullMarked;
