package api

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/engine"
)

// listModels answers with the models that the caller may use, in the caller's shape.
func (s *Server) listModels(w http.ResponseWriter, r *http.Request) {
	x, lister, ok := s.beginModels(w, r)
	defer x.finish()
	if !ok {
		return
	}
	x.status = http.StatusOK
	w.Header().Set("Content-Type", "application/json")
	body := []byte(codexModels)
	if !r.URL.Query().Has("client_version") {
		body = lister.EncodeModels(nil, r.URL.Query(), x.models())
	}
	// The client may have left: there is nobody to tell.
	_, _ = w.Write(body)
}

// getModel answers with one model.
func (s *Server) getModel(w http.ResponseWriter, r *http.Request) {
	x, lister, ok := s.beginModels(w, r)
	defer x.finish()
	if !ok {
		return
	}
	id := strings.TrimPrefix(r.PathValue("id"), "models/")
	x.model = id
	if _, err := x.st.Engine.Targets(&engine.Call{Head: adapters.Head{Model: id}, Key: x.key}); err != nil {
		x.fail(err)
		return
	}
	model := adapters.Model{ID: id}
	for _, m := range x.models() {
		if m.ID == id {
			model = m
		}
	}
	x.status = http.StatusOK
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(lister.EncodeModel(nil, model))
}

// beginModels starts an exchange about models and authenticates its caller; ok is false once it was answered.
func (s *Server) beginModels(w http.ResponseWriter, r *http.Request) (x *exchange, lister adapters.ModelLister, ok bool) {
	client := s.Adapters[callerDialect(r)]
	x = s.begin(client, w, r)
	if err := x.authenticate(); err != nil {
		x.fail(err)
		return x, nil, false
	}
	lister, ok = client.(adapters.ModelLister)
	return x, lister, ok
}

// models are those that the caller's key may use.
func (x *exchange) models() []adapters.Model {
	all := x.st.Engine.Models(x.r.Context())
	out := make([]adapters.Model, 0, len(all))
	for _, m := range all {
		if x.key.Allows(m.ID) {
			out = append(out, m)
		}
	}
	return out
}

// codexModels is the list as Codex asks for it. It keeps its own table for models that the list does not describe in full, so that
// none is described.
const codexModels = `{"models":[]}`
