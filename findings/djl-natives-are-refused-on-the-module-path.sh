#!/usr/bin/env bash
# The jar of DJL 0.36.0 with the natives of PyTorch 2.7.1 for Linux (ai.djl.pytorch:pytorch-native-cpu, classifier
# linux-x86_64): the manifest names the automatic module "ai.djl.pytorch_native_cpu_linux-x86_64", and a hyphen cannot
# be in the name of a module. Java 17 starts no program with the jar on its module path, whether or not the program
# needs it. The other jars of DJL have names that are valid. On the class path the natives work, also for a program that
# is a module.
#
# Seen: java with the jar on the module path ends with "Invalid module name"; with DJL's API and engine there, it
# starts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-engine</artifactId><version>0.36.0</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-native-cpu</artifactId><version>2.7.1</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DincludeGroupIds=ai.djl,ai.djl.pytorch -DoutputDirectory="$work/jars"
mkdir "$work/natives"
mv "$work"/jars/pytorch-native-cpu-2.7.1-linux-x86_64.jar "$work/natives"

java --module-path "$work/jars" --list-modules | grep -q '^ai.djl.pytorch_engine' || { echo "DJL's engine is no longer a module"; exit 1; }
said=$(java --module-path "$work/natives" --list-modules 2>&1) && { echo "the natives are accepted on the module path now"; exit 1; }
grep -q "Invalid module name: 'pytorch_native_cpu_linux-x86_64' is not a Java identifier" <<<"$said"
echo "as described: the natives' module name is refused, and with it whatever is started with the jar on its module path"
