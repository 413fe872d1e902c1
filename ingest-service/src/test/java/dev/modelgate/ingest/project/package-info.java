@NullMarked
package dev.modelgate.ingest.project;

import org.jspecify.annotations.NullMarked;
