package io.github.djltracker.mlflow;

/** MLflow understood a request, and will never do it: one of its parts is not allowed. */
final class MlflowRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    MlflowRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** As MLflow names it, {@code INVALID_PARAMETER_VALUE}, say. */
    String code() {
        return code;
    }
}
