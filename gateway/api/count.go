package api

import (
	"net/http"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// headerTokenCount says how a token count was come by: exact or estimated.
const headerTokenCount = "Interlingua-Token-Count"

// countTokens answers a call to count a request's tokens.
func (s *Server) countTokens(client adapters.Adapter) http.HandlerFunc {
	counter, _ := client.(adapters.TokenCounter)
	return func(w http.ResponseWriter, r *http.Request) {
		x := s.begin(client, w, r)
		defer x.finish()
		if counter == nil {
			x.fail(&canon.Fault{Code: pb.ErrorCode_ERROR_CODE_NOT_FOUND, Message: "this dialect counts no tokens"})
			return
		}
		call, err := x.read()
		if err != nil {
			x.fail(err)
			return
		}
		behind := &adapters.Exchange{Header: r.Header, Sealer: call.Sealer, Seed: x.seed, Now: x.start}
		req, err := counter.DecodeCountRequest(behind, call.Wire)
		if err != nil {
			x.fail(err)
			return
		}
		call.Use(req)
		n, err := x.st.Engine.Count(x.r.Context(), call, s.Estimate)
		if err != nil {
			x.fail(err)
			return
		}
		x.upstream, x.losses, x.status = n.Upstream, n.Losses, http.StatusOK
		how := "exact"
		if n.Estimated {
			how = "estimated"
		}
		w.Header().Set(headerTokenCount, how)
		w.Header().Set("Content-Type", "application/json")
		// The client may have left: there is nobody to tell.
		_, _ = w.Write(counter.EncodeCountResponse(nil, n.Tokens))
	}
}
