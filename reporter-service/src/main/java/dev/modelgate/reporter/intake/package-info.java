/**
 * What the other services say happened, as this service needs it.
 *
 * <p>In: decoded events of the topics. Out: records with only the fields that reports are made of.
 * Knows nothing of the database, of what is already known, or of how anything looks.
 */
@NullMarked
package dev.modelgate.reporter.intake;

import org.jspecify.annotations.NullMarked;
