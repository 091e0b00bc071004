package httpbody

import (
	"math/bits"
	"net/http"
	"sync"
)

// Bodies of these sizes are read into memory that is used again: below it costs little to allocate, above it is not worth keeping.
const (
	minRoomBits = 15
	maxRoomBits = 23
)

// Rooms reads bodies into memory that is used again: large bodies, in powers of two. It is safe for concurrent use; the zero value
// is ready.
type Rooms struct {
	pools [maxRoomBits - minRoomBits + 1]sync.Pool
}

// Read is Read into memory that may be given back.
func (r *Rooms) Read(w http.ResponseWriter, req *http.Request, limit int64) ([]byte, error) {
	return read(w, req, limit, r.get)
}

// get gives memory for a size, empty. It may hold what was in it before.
func (r *Rooms) get(size int) []byte {
	class := bits.Len(uint(max(size, 1) - 1))
	if class < minRoomBits || class > maxRoomBits {
		return make([]byte, 0, size)
	}
	if room, ok := r.pools[class-minRoomBits].Get().(*[]byte); ok {
		return *room
	}
	return make([]byte, 0, 1<<class)
}

// Put takes the memory of a body back of which nobody has any part left.
func (r *Rooms) Put(room []byte) {
	class := bits.Len(uint(cap(room))) - 1
	if class < minRoomBits || class > maxRoomBits || cap(room) != 1<<class {
		return
	}
	room = room[:0]
	r.pools[class-minRoomBits].Put(&room)
}
