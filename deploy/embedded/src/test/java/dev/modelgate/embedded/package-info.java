/** The parts under what happens to them: stops, kills, taken ports, wrong secrets. */
@NullMarked
package dev.modelgate.embedded;

import org.jspecify.annotations.NullMarked;
