#!/usr/bin/env bash
# DJL 0.36.0 with PyTorch 2.7.1: Model.load() takes saved parameters whose shapes do not fit the block, without an error
# or a warning. Which of the two then counts depends on the class. A Linear that was built with 5 units and loads a layer of
# 1 unit becomes a layer of 1 unit. A Conv2d with 3 filters of 3 by 3 that loads 1 filter of 2 by 2 still computes the
# shape of its output from the 3 filters, while forward() uses the loaded one.
#
# Seen: the shapes of the weight after loading, of the output as the block computes it, and of what forward() returns.
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
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-jni</artifactId><version>2.7.1-0.36.0</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-native-cpu</artifactId><version>2.7.1</version><classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars"
cat >"$work/Load.java" <<'JAVA'
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;

public class Load {
    private static Block linear(int units) {
        return Linear.builder().setUnits(units).optBias(false).build();
    }

    private static Block convolution(int filters, int size) {
        return Conv2d.builder().setFilters(filters).setKernelShape(new Shape(size, size)).optBias(false).build();
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        load(folder, "linear", new Shape(1, 2), linear(1), linear(5));
        load(folder, "convolution", new Shape(1, 2, 8, 8), convolution(1, 2), convolution(3, 3));
    }

    private static void load(Path folder, String name, Shape input, Block from, Block into) throws Exception {
        try (Model saved = Model.newInstance(name)) {
            saved.setBlock(from);
            from.initialize(saved.getNDManager(), DataType.FLOAT32, input);
            saved.save(folder, name);
        }
        try (Model loaded = Model.newInstance(name);
                NDManager manager = NDManager.newBaseManager()) {
            loaded.setBlock(into);
            loaded.load(folder, name);
            NDArray output = into.forward(new ParameterStore(manager, false), new NDList(manager.ones(input)), false).head();
            System.out.println(name + " " + into.getParameters().get(0).getValue().getArray().getShape() + " "
                    + into.getOutputShapes(new Shape[] {input})[0] + " " + output.getShape());
        }
    }
}
JAVA
javac -cp "$work/jars/*" -d "$work/out" "$work/Load.java"
diff - <(java -Dai.djl.offline=true -DENGINE_CACHE_DIR="$work/cache" -DDJL_CACHE_DIR="$work/cache" -cp "$work/jars/*:$work/out" Load "$work/model" 2>/dev/null) <<'EXPECTED'
linear (1, 2) (1, 1) (1, 1)
convolution (1, 2, 2, 2) (1, 3, 6, 6) (1, 1, 7, 7)
EXPECTED
echo "as described: parameters of another shape are loaded; Linear becomes what was saved, Conv2d contradicts itself"
