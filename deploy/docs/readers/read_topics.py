#!/usr/bin/env python3
"""Reads every topic of a Modelgate installation with Confluent's Python client and prints what came.

    pip install "confluent-kafka[avro,schemaregistry]"
    read_topics.py BOOTSTRAP_SERVERS http://127.0.0.1:8080 [PREFIX]

The registry is Modelgate's own address: it serves the read-only part of the registry's API. Exit code 0:
every record of every topic was decoded; 1: some were not, or could not be read, or there were none.
"""

import collections
import json
import sys

from confluent_kafka import Consumer, KafkaError, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext


def main(servers, registry, prefix="modelgate"):
    schemas = SchemaRegistryClient({"url": registry})
    decode = AvroDeserializer(schemas)
    consumer = Consumer(
        {"bootstrap.servers": servers, "group.id": "readers-example", "enable.auto.commit": False, "enable.partition.eof": True}
    )
    wanted = [
        TopicPartition(name, partition, 0)
        for name, topic in consumer.list_topics(timeout=10).topics.items()
        if name.startswith(prefix + ".")
        for partition in topic.partitions
    ]
    open_ends = {(p.topic, p.partition) for p in wanted}
    consumer.assign(wanted)
    decoded, failed = collections.Counter(), []
    while open_ends:
        message = consumer.poll(30)
        if message is None:
            break
        if message.error():
            if message.error().code() == KafkaError._PARTITION_EOF:
                open_ends.discard((message.topic(), message.partition()))
            else:
                failed.append(str(message.error()))
        elif message.value() is not None:
            try:
                decode(message.value(), SerializationContext(message.topic(), MessageField.VALUE))
                schema = schemas.get_schema(int.from_bytes(message.value()[1:5], "big"))
                decoded[message.topic(), json.loads(schema.schema_str)["name"]] += 1
            except Exception as problem:  # any record that cannot be read is what this looks for
                failed.append(f"{message.topic()}[{message.partition()}]@{message.offset()}: {problem}")
    failed += [f"{topic}[{partition}]: not read to its end, nothing came for 30 s" for topic, partition in sorted(open_ends)]
    consumer.close()
    for (topic, kind), count in sorted(decoded.items()):
        print(f"{count:6d}  {topic}  {kind}")
    for line in failed:
        print("not decoded:", line)
    print(f"{sum(decoded.values())} records decoded, {len(failed)} not")
    return 0 if decoded and not failed else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
