package dev.modelgate.reporter.store;

import dev.modelgate.reporter.render.LogSegment;
import java.util.List;

/**
 * A part of an attempt's log.
 *
 * @param segments what is there of it, in order, gaps between them
 * @param newlinesBefore line ends before the first segment
 */
public record LogWindow(List<LogSegment> segments, long newlinesBefore) {}
