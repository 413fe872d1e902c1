@NullMarked
package dev.modelgate.ingest.body;

import org.jspecify.annotations.NullMarked;
