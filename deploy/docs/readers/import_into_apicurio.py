#!/usr/bin/env python3
"""Copies the schemas of a Modelgate installation, with their ids, into an Apicurio registry.

    import_into_apicurio.py http://127.0.0.1:8080 http://127.0.0.1:8081 [TOKEN]

The first address is Modelgate's, the second Apicurio's (version 3), TOKEN one that Apicurio's administrator
accepts. The ids stand in every record, so Apicurio has to keep them; its import of an export file does (the
registry API in IMPORT mode answers, but gives ids of its own). Each of our ids becomes both Apicurio's
content id and its global id; nothing is imported where Apicurio has another schema under one of them.
Safe to repeat. Exit code 0: Apicurio serves every schema under our id; 1: it does not.
"""

import hashlib
import io
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


def versions(modelgate):
    """Every schema as the registry API tells it: subject, version, id, schema."""
    for subject in read(f"{modelgate}/subjects"):
        path = f"{modelgate}/subjects/{urllib.parse.quote(subject, safe='')}/versions"
        for version in read(path):
            yield read(f"{path}/{version}")


def export_file(schemas):
    """The schemas as a file that Apicurio 3 could have exported."""
    now = int(time.time() * 1000)
    by = {"owner": "modelgate", "createdOn": now, "modifiedBy": "modelgate", "modifiedOn": now}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:

        def write(name, **entity):
            file.writestr(name, json.dumps(entity))

        write("modelgate.Manifest.json", systemName="Modelgate", systemVersion="3.0.0", exportVersion="3.0", exportedOn=now)
        for schema in schemas:
            content = schema["schema"].encode()
            digest = hashlib.sha256(content).hexdigest()
            write(
                f"content/{digest}.Content.json",
                contentId=schema["id"],
                contentHash=digest,
                canonicalHash=None,
                artifactType="AVRO",
                contentType="application/json",
                serializedReferences=None,
            )
            file.writestr(f"content/{digest}.Content.data", content)
        subjects = {schema["subject"] for schema in schemas}
        for subject in subjects:
            write(
                f"groups/default/artifacts/{subject}/MetaData.Artifact.json",
                groupId=None,
                artifactId=subject,
                artifactType="AVRO",
                **by,
            )
        for schema in schemas:
            subject, version = schema["subject"], schema["version"]
            write(
                f"groups/default/artifacts/{subject}/versions/{version}.ArtifactVersion.json",
                globalId=schema["id"],
                contentId=schema["id"],
                groupId=None,
                artifactId=subject,
                version=str(version),
                versionOrder=version,
                state="ENABLED",
                **by,
            )
        for subject in subjects:
            write(
                f"groups/default/artifacts/{subject}/branches/latest.Branch.json",
                groupId=None,
                artifactId=subject,
                branchId="latest",
                systemDefined=True,
                versions=[str(it["version"]) for it in sorted(schemas, key=lambda s: s["version"]) if it["subject"] == subject],
                **by,
            )
    return packed.getvalue()


def differences(api, schema, absent_is_fine):
    """What Apicurio has under the schema's id instead of it."""
    for kind in ("contentIds", "globalIds"):
        try:
            if read(f"{api}/ids/{kind}/{schema['id']}") != json.loads(schema["schema"]):
                yield f"{kind} {schema['id']} is not {schema['subject']}"
        except urllib.error.HTTPError as missing:
            if missing.code != 404 or not absent_is_fine:
                yield f"{kind} {schema['id']}: {missing}, expected {schema['subject']}"


def main(modelgate, apicurio, token=None):
    schemas = list(versions(modelgate.rstrip("/")))
    api = apicurio.rstrip("/") + "/apis/registry/v3"
    headers = {
        "Content-Type": "application/zip",
        "X-Registry-Preserve-GlobalId": "true",
        "X-Registry-Preserve-ContentId": "true",
    }
    if token:
        headers["Authorization"] = f"Bearer {token}"
    taken = [line for schema in schemas for line in differences(api, schema, absent_is_fine=True)]
    if taken:
        print("nothing imported, Apicurio has other schemas under our ids:", *taken, sep="\n")
        return 1
    request = urllib.request.Request(f"{api}/admin/import?requireEmptyRegistry=false", export_file(schemas), headers, method="POST")
    try:
        urllib.request.urlopen(request, timeout=60).close()
    except urllib.error.HTTPError as refused:
        print(f"Apicurio refused the import: {refused.code} {refused.read().decode(errors='replace')}")
        return 1
    wrong = [line for schema in schemas for line in differences(api, schema, absent_is_fine=False)]
    for line in wrong:
        print(line)
    print(f"{len(schemas)} schemas sent, {len(wrong)} of their ids not served by Apicurio")
    return 0 if schemas and not wrong else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
