package translate_test

import (
	"bytes"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// forPairs runs a benchmark for every pair of dialects, each dialect with itself included.
func forPairs(b *testing.B, run func(b *testing.B, p pair)) {
	for _, source := range all.All() {
		for _, target := range all.All() {
			b.Run(all.Name(source.Dialect())+"-"+all.Name(target.Dialect()), func(b *testing.B) {
				run(b, pair{source, target})
			})
		}
	}
}

// BenchmarkValid is the yardstick for requests: checking the same bytes as JSON.
func BenchmarkValid(b *testing.B) {
	for _, source := range all.All() {
		b.Run(all.Name(source.Dialect()), func(b *testing.B) {
			doc := adapterstest.AgentRequest(source.Dialect())
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if !jsonx.Valid(doc) {
					b.Fatal("not valid")
				}
			}
		})
	}
}

// BenchmarkRequest decodes and encodes an agent's request of about 150 KB. The metric x-valid says how many times as long
// as jsonx.Valid of the same bytes that takes, by the medians of both.
func BenchmarkRequest(b *testing.B) {
	benchmarkRequests(b, adapterstest.AgentRequest)
}

// BenchmarkImage does the same with a request that shows an image of 2 MB. The metric copies says how often its size was
// allocated.
func BenchmarkImage(b *testing.B) {
	benchmarkRequests(b, func(d pb.Dialect) []byte { return adapterstest.ImageRequest(d, imageSize) })
}

const imageSize = 2 << 20

func benchmarkRequests(b *testing.B, request func(pb.Dialect) []byte) {
	forPairs(b, func(b *testing.B, p pair) {
		doc := request(p.source.Dialect())
		w := adapters.Wire{Body: doc, Path: "/v1beta/models/gemini-3-flash:streamGenerateContent"}
		x := &adapters.Exchange{Seed: "bench"}
		yardstick := timeValid(doc)
		var times []time.Duration
		b.SetBytes(int64(len(doc)))
		b.ReportAllocs()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for b.Loop() {
			start := time.Now()
			req, err := translate.DecodeRequest(p.source, x, w)
			if err != nil {
				b.Fatal(err)
			}
			if _, _, err := req.Encode(p.target, x); err != nil {
				b.Fatal(err)
			}
			times = append(times, time.Since(start))
		}
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(len(doc)), "copies")
		b.ReportMetric(median(times)/yardstick, "x-valid")
	})
}

// timeValid gives the nanoseconds that jsonx.Valid takes for a document. (testing.Benchmark cannot run inside a benchmark.)
func timeValid(doc []byte) float64 {
	times := make([]time.Duration, 200)
	for i := range times {
		start := time.Now()
		jsonx.Valid(doc)
		times[i] = time.Since(start)
	}
	return median(times)
}

// median gives the nanoseconds of the run in the middle: those in which the machine did something else do not count.
func median(times []time.Duration) float64 {
	slices.Sort(times)
	return float64(times[len(times)/2].Nanoseconds())
}

// BenchmarkStream translates a stream of 200 pieces of text, with and without gathering the answer for its losses. The
// metrics are for one piece.
func BenchmarkStream(b *testing.B) {
	b.Run("plain", func(b *testing.B) {
		forPairs(b, func(b *testing.B, p pair) { benchmarkStream(b, p, false) })
	})
	b.Run("losses", func(b *testing.B) {
		forPairs(b, func(b *testing.B, p pair) { benchmarkStream(b, p, true) })
	})
}

const pieces = 200

func benchmarkStream(b *testing.B, p pair, losses bool) {
	doc := adapterstest.TextStream(p.source.Dialect(), pieces)
	x := &adapters.Exchange{Seed: "bench"}
	work := func() {
		s := translate.Stream{
			Source: p.source, Target: p.target, Exchange: x, Losses: losses,
			Flush: func([]byte) error { return nil },
		}
		if _, err := s.Run(bytes.NewReader(doc)); err != nil {
			b.Fatal(err)
		}
	}
	allocs := testing.AllocsPerRun(10, work)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pieces, "ns/delta")
	b.ReportMetric(allocs/pieces, "allocs/delta")
}
