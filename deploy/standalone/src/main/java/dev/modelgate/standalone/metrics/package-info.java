/**
 * Event files on this computer, for people and programs.
 *
 * <p>In: paths. Out: their series as tables or JSON, and what is wrong with the files. It knows no
 * server.
 */
@NullMarked
package dev.modelgate.standalone.metrics;

import org.jspecify.annotations.NullMarked;
