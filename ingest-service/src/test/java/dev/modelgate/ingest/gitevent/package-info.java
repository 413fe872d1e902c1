@NullMarked
package dev.modelgate.ingest.gitevent;

import org.jspecify.annotations.NullMarked;
