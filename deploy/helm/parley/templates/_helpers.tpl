{{/* The name that all objects of a release begin with. */}}
{{- define "parley.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "parley.labels" -}}
app.kubernetes.io/name: parley
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "parley.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "parley.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "parley.name" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/* Restrictions that every container has. */}}
{{- define "parley.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "parley.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* The settings of all processes: those of the Secret, and those of the values. */}}
{{- define "parley.environment" -}}
envFrom:
  - secretRef:
      name: {{ .Values.existingSecret }}
env:
  # Required, because without them each pod would make a database or a secret of its own.
  - name: DATABASE_URL
    valueFrom:
      secretKeyRef: { name: {{ .Values.existingSecret }}, key: DATABASE_URL }
  - name: PARLEY_SECRET
    valueFrom:
      secretKeyRef: { name: {{ .Values.existingSecret }}, key: PARLEY_SECRET }
  - name: PARLEY_DEMO
    value: "0"
  # The folder of the volume belongs to root, and Parley restricts its own to itself.
  - name: PARLEY_DATA_DIR
    value: /data/parley
  - name: PARLEY_PUBLIC_URL
    value: {{ .Values.publicUrl | quote }}
  - name: PARLEY_STOP_DELAY_SECONDS
    value: {{ .Values.stopDelaySeconds | quote }}
  - name: PARLEY_DRAIN_SECONDS
    value: {{ .Values.drainSeconds | quote }}
  - name: PARLEY_METRICS
    value: {{ ternary "1" "0" .Values.metrics.enabled | quote }}
  {{- range $name, $value := .Values.settings }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
{{- end }}
