package telemetry

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics counts requests, tokens and losses. It is safe for concurrent use.
type Metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	first    *prometheus.HistogramVec
	tokens   *prometheus.CounterVec
	losses   *prometheus.CounterVec
	finishes *prometheus.CounterVec
}

// NewMetrics makes the metrics and registers them.
func NewMetrics(reg prometheus.Registerer) *Metrics {
	call := []string{"client", "upstream", "dialect", "model"}
	m := &Metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "interlingua_requests_total", Help: "Requests by the client's dialect, the upstream and its dialect, model, key and status.",
		}, append(call, "key", "status")),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "interlingua_request_duration_seconds", Help: "Time from request to the end of the answer.",
			Buckets: prometheus.ExponentialBuckets(0.005, 2.5, 12),
		}, call),
		first: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "interlingua_first_byte_seconds", Help: "Time from request to the first byte of a stream.",
			Buckets: prometheus.ExponentialBuckets(0.005, 2.5, 10),
		}, call),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "interlingua_tokens_total", Help: "Tokens that upstreams counted, by direction.",
		}, append(call, "key", "direction")),
		losses: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "interlingua_losses_total", Help: "What was not carried over exactly, by class, action and leg.",
		}, append(call, "key", "class", "action", "leg")),
		finishes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "interlingua_finishes_total", Help: "Answers by why they ended.",
		}, append(call, "reason")),
	}
	reg.MustRegister(m.requests, m.duration, m.first, m.tokens, m.losses, m.finishes)
	return m
}

// maxLabels is how many labels a metric has at most.
const maxLabels = 8

// Observe counts one request. A model that no upstream answered for is not a label: clients could make any number of them.
func (m *Metrics) Observe(r Request) {
	call := append(make([]string, 0, maxLabels), r.Client, r.Upstream, r.Dialect, r.UpstreamModel)
	// Each call takes the place of the one before.
	with := func(more ...string) []string { return append(call, more...) }
	m.requests.WithLabelValues(with(r.Key, strconv.Itoa(r.Status))...).Inc()
	m.duration.WithLabelValues(call...).Observe(r.Duration.Seconds())
	if r.FirstByte > 0 {
		m.first.WithLabelValues(call...).Observe(r.FirstByte.Seconds())
	}
	if r.Usage != nil {
		m.tokens.WithLabelValues(with(r.Key, "input")...).Add(float64(r.Usage.GetInputTokens()))
		m.tokens.WithLabelValues(with(r.Key, "output")...).Add(float64(r.Usage.GetOutputTokens()))
	}
	for _, reason := range r.Finished {
		m.finishes.WithLabelValues(with(reason)...).Inc()
	}
	for _, l := range r.Losses {
		m.losses.WithLabelValues(with(r.Key, classWord(l.Class), actionWord(l.Action), legWord(l.Leg))...).Inc()
	}
}
