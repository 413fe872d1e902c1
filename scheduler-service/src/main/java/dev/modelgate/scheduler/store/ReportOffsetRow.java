package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** How far the reports of one partition were taken. */
@MappedEntity("report_offset")
public record ReportOffsetRow(@Id int kafkaPartition, long nextOffset) {}
