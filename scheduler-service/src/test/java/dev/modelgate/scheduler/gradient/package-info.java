/** Tests of reading version 2. */
@NullMarked
package dev.modelgate.scheduler.gradient;

import org.jspecify.annotations.NullMarked;
