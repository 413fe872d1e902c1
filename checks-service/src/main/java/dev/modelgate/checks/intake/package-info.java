/**
 * What checks-service is told.
 *
 * <p>In: nothing; the codec fills these records from events. Out: finished experiments, finished
 * runs and advanced branches, with only the fields that judging needs. It does not know how an
 * event looks on the wire, nor what was judged before.
 */
@NullMarked
package dev.modelgate.checks.intake;

import org.jspecify.annotations.NullMarked;
