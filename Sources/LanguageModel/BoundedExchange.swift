import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request and its answer, bounded in time and size; redirections are not followed.
final class BoundedExchange: NSObject, URLSessionDataDelegate {
  private struct State {
    var body = Data()
    var status: Int?
    var failure: ChatError?
  }

  private let limit: Int
  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)

  init(limit: Int) {
    self.limit = limit
  }

  /// The body of the answer.
  ///
  /// - Throws: ``ChatError``.
  func data(for request: URLRequest, timeout: Double) throws(ChatError) -> Data {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    configuration.timeoutIntervalForResource = timeout
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    let task = session.dataTask(with: request)
    task.resume()
    // The session's own limits begin anew with every byte.
    let isOver = done.wait(timeout: .now() + timeout) == .success
    // Read before the task is cancelled, which ends it with a failure of its own.
    let state = state.withLock { $0 }
    if !isOver { task.cancel() }
    if let failure = state.failure { throw failure }
    guard isOver else { throw .timedOut }
    guard let status = state.status else { throw .unreachable }
    if (300..<400).contains(status) { throw .redirected }
    guard status == 200 else { throw .status(status) }
    return state.body
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    state.withLock { $0.failure = $0.failure ?? .redirected }
    completionHandler(nil)
    task.cancel()
    done.signal()
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode
    state.withLock { $0.status = status }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLarge = state.withLock { state in
      guard state.body.count + data.count <= limit else {
        state.body = Data()
        state.failure = state.failure ?? .tooLarge
        return true
      }
      state.body += data
      return false
    }
    guard isTooLarge else { return }
    dataTask.cancel()
    done.signal()
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if let error {
      let isTimeout = (error as? URLError)?.code == .timedOut
      state.withLock { $0.failure = $0.failure ?? (isTimeout ? .timedOut : .unreachable) }
    }
    done.signal()
  }
}
