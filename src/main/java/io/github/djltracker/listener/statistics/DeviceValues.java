package io.github.djltracker.listener.statistics;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;

/**
 * Computes numbers about parameters on the device of the parameters. Arrays created from a parameter belong to the
 * model's manager and would exist until the model is closed, so each computation has a scope that closes all of them
 * but the result.
 */
final class DeviceValues {
    private DeviceValues() {}

    /** The same values as float32 or float64, outside of any gradient graph. Copied only if the type differs. */
    static NDArray wide(NDArray array) {
        NDArray dense = array.isSparse() ? array.toDense() : array;
        DataType type = array.getDataType() == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        return dense.stopGradient().toType(type, false);
    }

    /** The L2 norm in an array of one value; the caller closes it. */
    static NDArray norm(NDArray array) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return kept(wide(array).norm().reshape(1));
        }
    }

    /** The values of these rows one after another. Only this method makes the training wait for the device. */
    static double[] read(NDList rows) {
        if (rows.isEmpty()) {
            return new double[0];
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Device device = rows.head().getDevice();
            boolean isDouble = rows.stream().anyMatch(row -> row.getDataType() == DataType.FLOAT64);
            DataType type = isDouble ? DataType.FLOAT64 : DataType.FLOAT32;
            NDList alike = new NDList();
            rows.forEach(row -> alike.add(row.toDevice(device, false).toType(type, false)));
            NDArray all = NDArrays.concat(alike);
            if (isDouble) {
                return all.toDoubleArray();
            }
            float[] floats = all.toFloatArray();
            double[] values = new double[floats.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
            return values;
        }
    }

    /** Removes an array from all scopes, including one that the user has opened. */
    static NDArray kept(NDArray array) {
        NDScope.unregister(array);
        return array;
    }
}
